import type { Kysely } from 'kysely'
import type { Engine } from '../engine/engine.js'
import type { Schema } from '../schema.js'

/**
 * Whoever changes stock or orders waits here until all others have ended their transaction: what is read afterwards
 * stays true until this one ends. An order is a few short statements, so that a hundred a second pass.
 */
export const takeStockTurn = (engine: Engine, transaction: Kysely<Schema>): Promise<void> =>
  engine.takeTurn(transaction, 'orders')
