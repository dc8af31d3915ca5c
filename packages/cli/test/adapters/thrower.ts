throw new Error("no license")
export {}
