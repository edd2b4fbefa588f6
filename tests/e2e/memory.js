// Runs before the page, and keeps its program's memory where a measurement finds it: `window.wasmMemory`.
for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
        const made = await real.apply(WebAssembly, all);
        window.wasmMemory = (made.instance ?? made).exports.memory;
        return made;
    };
}
