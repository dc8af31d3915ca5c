/** Suite `scale`: what stays the same however much there is: steps of history, one caller only, a million open cases. */
import type { Driver } from "../Driver.ts"
import * as History from "./History.ts"
import * as Million from "./Million.ts"
import * as OneAtATime from "./OneAtATime.ts"

export const drivers: ReadonlyArray<Driver> = [...History.drivers, ...OneAtATime.drivers, ...Million.drivers]
