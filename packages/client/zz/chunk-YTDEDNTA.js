// packages/client/src/errors.ts
var BRAND = /* @__PURE__ */ Symbol.for("intercom.error");
var IntercomError = class extends Error {
  name = "IntercomError";
  constructor(message, members) {
    super(message, members);
    Object.assign(this, members);
  }
  get [BRAND]() {
    return this.name;
  }
};
var IntercomUsageError = class extends IntercomError {
  name = "IntercomUsageError";
};
var IntercomTimeoutError = class extends IntercomError {
  name = "IntercomTimeoutError";
};
var IntercomNetworkError = class extends IntercomError {
  name = "IntercomNetworkError";
};
var IntercomParseError = class extends IntercomError {
  name = "IntercomParseError";
};
function brandOf(error) {
  return error?.[BRAND];
}

export {
  IntercomError,
  IntercomUsageError,
  IntercomTimeoutError,
  IntercomNetworkError,
  IntercomParseError,
  brandOf,
};
