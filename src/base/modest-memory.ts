import { setFlagsFromString } from 'node:v8'

/**
 * From now on the process collects its garbage early instead of growing its heap while there is memory to take: a send
 * to 100,000 peaks like one to 10,000, and is no slower (`npm run bench:scale`). V8 reads this flag anew each time it
 * decides how far the heap may grow, so that it can be set while it runs.
 */
export function keepMemoryModest() {
  setFlagsFromString('--optimize-for-size')
}

/**
 * From now on the heap grows by a tenth at most before garbage is collected: a list of 100,000 lines peaks like one of
 * 10,000 (`npm run bench:import`), in less than half the time that `keepMemoryModest` takes for work that makes much.
 */
export function growMemorySlowly() {
  setFlagsFromString('--heap-growing-percent=10')
}
