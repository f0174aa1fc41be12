import { type Expression, sql, type SqlBool } from 'kysely'
import { type Condition, conditionOf, groupOf, type RulePart, type SegmentRule } from '../../domain/index.js'
import { conditionCompilers } from './conditions.js'
import { type ContactQuery, everybody, people, type World } from './people.js'

/**
 * The contacts that a rule names, as a query that others may narrow.
 * @throws {UnusableSegment} when the directory does not know where a place is.
 */
export async function contactsUnder(rules: readonly SegmentRule[], world: World): Promise<ContactQuery> {
  const parts = await Promise.all(rules.map((rule) => expressionOf(rule, world)))
  return everybody(world.db).select('member.id').where(people.or(parts))
}

async function expressionOf(part: RulePart, world: World): Promise<Expression<SqlBool>> {
  const group = groupOf(part)
  if (!group) return await conditionExpression(part as Condition, world)
  const parts = []
  for (const one of group.parts) parts.push(await expressionOf(one, world))
  if (group.word === 'all') return people.and(parts)
  return group.word === 'any' ? people.or(parts) : people.not(people.or(parts))
}

/** True or false and never null, so that "none" holds exactly where the condition does not. */
async function conditionExpression(condition: Condition, world: World): Promise<Expression<SqlBool>> {
  const [name, value] = conditionOf(condition)
  return sql<SqlBool>`coalesce(${await conditionCompilers[name](value, world)}, false)`
}
