/** This package's version. A constant, since JSON imports do not run everywhere; a test holds it to package.json. */
export const PACKAGE_VERSION = "0.0.0";
