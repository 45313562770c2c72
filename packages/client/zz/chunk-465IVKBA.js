// packages/client/src/errors.ts
var BRAND = /* @__PURE__ */ Symbol.for("intercom.error"),
  IntercomError = class extends Error {
    name = "IntercomError";
    constructor(message, members) {
      (super(message, members), Object.assign(this, members));
    }
    get [BRAND]() {
      return this.name;
    }
  },
  IntercomUsageError = class extends IntercomError {
    name = "IntercomUsageError";
  },
  IntercomTimeoutError = class extends IntercomError {
    name = "IntercomTimeoutError";
  },
  IntercomNetworkError = class extends IntercomError {
    name = "IntercomNetworkError";
  },
  IntercomParseError = class extends IntercomError {
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
