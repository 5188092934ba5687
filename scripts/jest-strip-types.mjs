// Jest reads the TypeScript sources as Node 24 does: types are stripped in place, so lines and columns stay true.
import { createHash } from "node:crypto";
import { stripTypeScriptTypes } from "node:module";

export default {
  canInstrument: false,
  getCacheKey: (source, file, options) =>
    createHash("sha256")
      .update(source)
      .update(file)
      .update(process.version)
      .update(options.configString ?? "")
      .digest("hex"),
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
