// Stands in for undici in the bundle: what is needed of it without a proxy is Node's own fetch, and the rest is loaded where there is one.
export class ProxyAgent {
  constructor(options) {
    this.options = options;
  }
}

export async function fetch(url, init = {}) {
  const { dispatcher, ...rest } = init;
  if (!(dispatcher instanceof ProxyAgent)) return globalThis.fetch(url, rest);
  dispatcher.opened ??= open(dispatcher.options);
  const { undici, agent } = await dispatcher.opened;
  return undici.fetch(url, { ...rest, dispatcher: agent });
}

async function open(options) {
  const undici = await import("../node_modules/undici/index.js");
  return { undici, agent: new undici.ProxyAgent({ ...options, clientFactory: (origin, more) => toProxy(new undici.Pool(origin, more)) }) };
}

// Of a proxy that opens no tunnel undici says only that the request was cancelled. Worded as the package `tunnel` does, which serves the other requests.
function toProxy(pool) {
  const connect = pool.connect.bind(pool);
  pool.connect = async (request) => {
    const answer = await connect(request).catch((cause) => {
      throw new Error(`tunneling socket could not be established, cause=${cause.message}`, { cause });
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on("error", () => {}).destroy();
    throw new Error(`tunneling socket could not be established, statusCode=${answer.statusCode}`);
  };
  return pool;
}
