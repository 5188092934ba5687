// What `@actions/http-client` imports from undici, for callers that give its agent to `fetch`. Nobody does here: requests go through node:http, and through a
// tunnel where there is a proxy, so undici, which would be most of the start-up, stays out of the bundle.
export class ProxyAgent {
  constructor() {
    throw new Error("undici is not part of this bundle: send requests with @actions/http-client, not with fetch");
  }
}
