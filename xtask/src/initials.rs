//! `public/pinyin.txt`: with which letters the readings of Chinese characters begin, and the order of their pinyin.
//!
//! It knows the form of the file, which `src/contract/initials.rs` reads, and which characters are read in several ways
//! today; the usual readings are those of the crate `pinyin`.
//! Only the characters of GB 2312 are in it: those of names and everyday writing, in a fifth of the bytes of all.

use std::collections::BTreeMap;
use std::path::Path;

use encoding_rs::GBK;
use pinyin::{Pinyin, ToPinyin as _};

use crate::page::write;

/// Characters whose readings in use today begin with different letters, each with these letters. The crate has every
/// reading of two thousand years (堵 as zhě), by which "xyz" would find a jam of cars.
const HETERONYMS: &str = "\
    阿ae 艾ay 拗an 扒bp 耙bp 膀bp 磅bp 堡bp 暴bp 曝bp 刨bp 炮bp 扁bp 便bp 屏bp 泊bp 魄bpt 瀑bp 辟bp 埔bp 秘bm 佛bf 番fp 冯fp 否fp 彷fp 脯fp 万mw 蔓mw \
    藏cz 曾cz 长cz 重cz 传cz 朝cz 嘲cz 查cz 褚cz 种cz 椎cz 颤cz 幢cz 侧cz 卒cz 攒cz 撮cz 参cs 禅cs 匙cs 盛cs 乘cs 伺cs 倘ct 澄cd 坻cd 铛cd 单dcs 车cj 仇cq 畜cx 臭cx \
    调dt 弹dt 提dt 沓dt 囤dt 驮dt 侗dt 澹dt 町dt 叨dt 石ds 翟dz 丁dz 屯tz 汤ts 苕ts 陶ty 覃tq \
    给gj 颈gj 贾gj 夹gj 龟gjq 柜gj 芥gj 枸gj 句gj 合gh 红gh 纥gh 桧gh 蛤gh 莞gw 涡gw 纶gl 咖gk 咯gkl 轧gyz 乾gq 会hk 溃hk 行hx 巷hx 虹hj 吓hx 虾hx \
    降jx 校jx 解jx 见jx 系jx 浚jx 强jq 茄jq 圈jq 奇jq 期jq 稽jq 缉jq 且jq 浅jq 祭jz 咀jz 筠jy 卡kq 壳kq 隗kw \
    乐ly 率ls 弄ln 粘nz 尿ns 区oq 纤qx 券qx 茜qx 荨qx 铅qy 省sx 宿sx 厦sx 莘sx 嘘sx 折sz 识sz 氏sz 属sz 术sz 栅sz 殖sz 峙sz 说sy 蛇sy 俞sy 遗wy 尾wy 尉wy 蔚wy 挝wz 叶xy 邪xy 吁xy 粥yz";

/// The block in which all of them stand.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// Writes the file.
pub(crate) fn write_to(path: &Path) -> Result<(), String> {
    write(path, &table())
}

/// The whole file.
fn table() -> String {
    let mut lines: BTreeMap<char, Vec<(Reading, char)>> = BTreeMap::new();
    for character in BLOCK.filter(|character| is_everyday(*character)) {
        if let Some(reading) = Reading::of(character) {
            lines.entry(reading.letter).or_default().push((reading, character));
        }
    }
    let mut out =
        "# 拼音首字母 Pinyin initials of GB 2312, from the crate pinyin (MIT)\n".to_owned();
    for (letter, mut characters) in lines {
        characters.sort_unstable();
        out.extend([letter, ':']);
        for (reading, character) in characters {
            out.push(character);
            out.push_str(&reading.others);
        }
        out.push('\n');
    }
    out
}

/// How a character is read, in the order of a dictionary: by the usual reading, then by its tone.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    letter: char,
    usual: &'static str,
    toned: &'static str,
    /// The letters with which its other readings begin, where these are others.
    others: String,
}

impl Reading {
    fn of(character: char) -> Option<Self> {
        let usual = character.to_pinyin()?;
        let letter = letter_of(usual)?;
        let in_use = HETERONYMS.split(' ').find_map(|entry| entry.strip_prefix(character));
        let others = in_use.unwrap_or_default().chars().filter(|other| *other != letter).collect();
        let (usual, toned) = (usual.plain(), usual.with_tone_num_end());
        Some(Self { letter, usual, toned, others })
    }
}

/// The letter with which a reading begins; none for the rare ones without a vowel (呣, ê).
fn letter_of(reading: Pinyin) -> Option<char> {
    reading.plain().chars().next().filter(char::is_ascii_lowercase)
}

/// Whether GB 2312 has the character: GBK keeps its rows 16 to 87 at the same place.
fn is_everyday(character: char) -> bool {
    let mut text = [0; 4];
    let (bytes, _, is_unknown) = GBK.encode(character.encode_utf8(&mut text));
    !is_unknown && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
}

#[cfg(test)]
mod tests {
    use super::*;
    use pinyin::ToPinyinMulti as _;
    use std::fs;

    #[test]
    fn the_published_table_is_what_the_command_writes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/pinyin.txt");
        let is_same = fs::read_to_string(path).unwrap() == table();
        assert!(is_same, "run `cargo xtask pinyin`");
    }

    #[test]
    fn every_letter_of_a_heteronym_is_one_of_its_readings() {
        let mut unknown = Vec::new();
        for entry in HETERONYMS.split(' ') {
            let mut letters = entry.chars();
            let character = letters.next().unwrap();
            assert!(is_everyday(character), "{entry}");
            assert_eq!(HETERONYMS.matches(character).count(), 1, "{entry}");
            let readings = character.to_pinyin_multi().unwrap();
            let known: Vec<char> = readings.into_iter().filter_map(letter_of).collect();
            unknown.extend(letters.filter(|letter| !known.contains(letter)).map(|_| entry));
        }
        assert_eq!(unknown, [""; 0], "the crate has no such readings");
    }

    #[test]
    fn it_has_the_everyday_characters_and_is_small() {
        let table = table();
        let characters = table.lines().skip(1).flat_map(str::chars);
        let count = characters.filter(|character| BLOCK.contains(character)).count();
        assert_eq!(count, 6_763, "GB 2312 has so many");
        assert!(table.len() < 30_000, "{} bytes", table.len());
        assert!(is_everyday('藏') && !is_everyday('藔'));
    }
}
