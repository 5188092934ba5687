import { afterAll, afterEach, beforeAll } from "@jest/globals";
import nock from "nock";

// No test reaches the network; loopback servers of the tests' own may be spoken to.
beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect("127.0.0.1");
});
afterEach(() => {
  nock.cleanAll();
});
// A file that does not restore nock leaves mocked sockets to the next file of the same worker.
afterAll(() => {
  nock.cleanAll();
  nock.restore();
});
