/** The version of the command; the same as in package.json, which a bundled command does not carry (a test compares). */
export const version = "0.1.0"
