import { setFlagsFromString } from 'node:v8'

/**
 * From now on the process collects its garbage early instead of growing its heap while there is memory to take: a send
 * to 100,000 peaks like one to 10,000, and is no slower (`npm run bench:scale`). V8 reads this flag anew each time it
 * decides how far the heap may grow, so that it can be set while it runs.
 */
export function keepMemoryModest() {
  setFlagsFromString('--optimize-for-size')
}
