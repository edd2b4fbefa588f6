//! One soft tone. A browser that allows no sound without a touch stays silent; a kiosk can allow it (README).

use web_sys::{AudioContext, AudioContextState, GainNode, OscillatorNode};

/// How loud the tone is, of 1.
const LOUDNESS: f32 = 0.12;
/// Its pitch, in hertz.
const PITCH_HZ: f32 = 660.0;
/// How long it takes to fade, in seconds.
const FADE_SECONDS: f64 = 0.9;

/// The way to the loudspeaker, made at the first tone and kept: a new one for each would be a leak.
#[derive(Default)]
pub(super) struct Chime(Option<AudioContext>);

impl Chime {
    /// Sounds once.
    pub(super) fn strike(&mut self) {
        if self.0.is_none() {
            self.0 = AudioContext::new().ok();
        }
        let Some(context) = &self.0 else { return };
        // A light that is not heard is still seen. Tones that wait for a touch would all sound at once when it comes.
        if context.state() == AudioContextState::Running {
            let _heard = tone(context);
        } else {
            let _waiting = context.resume();
        }
    }
}

impl Drop for Chime {
    fn drop(&mut self) {
        // The page is being left; nobody waits for the end of it.
        let _closed = self.0.take().map(|context| context.close());
    }
}

fn tone(context: &AudioContext) -> Option<()> {
    let oscillator = OscillatorNode::new(context).ok()?;
    let gain = GainNode::new(context).ok()?;
    let (now, volume) = (context.current_time(), gain.gain());
    oscillator.frequency().set_value(PITCH_HZ);
    volume.set_value_at_time(LOUDNESS, now).ok()?;
    volume.exponential_ramp_to_value_at_time(0.001, now + FADE_SECONDS).ok()?;
    oscillator.connect_with_audio_node(&gain).ok()?;
    gain.connect_with_audio_node(&context.destination()).ok()?;
    oscillator.start().ok()?;
    oscillator.stop_with_when(now + FADE_SECONDS).ok()
}
