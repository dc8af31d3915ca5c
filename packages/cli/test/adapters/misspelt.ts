export default { name: "", opens: () => undefined, clock: "mine" }
