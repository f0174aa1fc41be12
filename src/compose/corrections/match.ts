import { communeKey, type CorrectionTarget, plainWords } from '../../domain/index.js'
import { slotOf, targetKey } from './target.js'

interface Pair {
  target: number
  candidate: number
  score: number
}

/** How much of their words two texts share, from 0 to 1. */
export function likeness(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => new Set(plainWords(text).split(' ').filter(Boolean))) as [
    Set<string>,
    Set<string>,
  ]
  const total = one.size + other.size
  return total === 0 ? Number(a === b) : (2 * one.intersection(other).size) / total
}

function minutes(time: string | null): number | null {
  if (!time) return null
  const [hours, rest] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (rest ?? 0)
}

/** From 0 to 1, the nearer the hour the more; so that of two showings the nearer one is taken. */
function nearness(a: string | null, b: string | null): number {
  const [one, other] = [minutes(a), minutes(b)]
  if (one === null || other === null) return one === other ? 1 : 0
  return 1 - Math.min(1, Math.abs(one - other) / 720)
}

/**
 * How surely `candidate`, told by the article of today, is what `target` was; 0 where it is not. A changed hour, place or
 * wording is forgiven, and another day where the title is the same; what stood beside the target all along never is it.
 */
function score(target: CorrectionTarget, candidate: CorrectionTarget): number {
  if (target.kind !== candidate.kind) return 0
  const alike = likeness(target.title, candidate.title)
  if (target.kind === 'line') return alike >= 0.6 ? alike : 0
  if (alike === 1 && target.others.includes(slotOf(candidate))) return 0
  const sameDay = target.date === candidate.date
  const sameHour = target.start === candidate.start
  const samePlace = communeKey(target.commune) === communeKey(candidate.commune)
  const enough = sameDay ? (samePlace ? (sameHour ? 0.3 : 0.6) : 0.8) : samePlace && sameHour ? 0.8 : 1
  if (alike < enough) return 0
  return alike * 4 + Number(sameDay) * 3 + Number(samePlace) * 2 + nearness(target.start, candidate.start)
}

/**
 * Finds the targets of corrections among what the article tells now: first those told in the very same words, then the
 * nearest; each is taken once. Gives, for each target, the candidate's place, or null where the article no longer tells it.
 */
export function matchTargets(
  targets: readonly CorrectionTarget[],
  candidates: readonly CorrectionTarget[],
): (number | null)[] {
  const found: (number | null)[] = targets.map(() => null)
  const places = new Map(candidates.map((candidate, place) => [targetKey(candidate), place]))
  const taken = new Set<number>()
  for (const [index, target] of targets.entries()) {
    const place = places.get(targetKey(target))
    if (place === undefined || taken.has(place)) continue
    found[index] = place
    taken.add(place)
  }
  const pairs: Pair[] = []
  for (const [index, target] of targets.entries()) {
    if (found[index] !== null) continue
    for (const [place, candidate] of candidates.entries()) {
      if (taken.has(place)) continue
      const points = score(target, candidate)
      if (points > 0) pairs.push({ target: index, candidate: place, score: points })
    }
  }
  for (const pair of pairs.sort((a, b) => b.score - a.score)) {
    if (found[pair.target] !== null || taken.has(pair.candidate)) continue
    found[pair.target] = pair.candidate
    taken.add(pair.candidate)
  }
  return found
}
