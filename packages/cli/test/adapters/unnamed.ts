export const adapter = {}
