export class ProxyAgent {
  constructor(options) {
    this.options = options;
  }
}
export async function fetch(url, init = {}) {
  const { dispatcher, ...rest } = init;
  if (!(dispatcher instanceof ProxyAgent)) return globalThis.fetch(url, rest);
  const undici = await import("../node_modules/undici/index.js");
  return undici.fetch(url, { ...init, dispatcher: new undici.ProxyAgent(dispatcher.options) });
}
