import type { Agenda, Occurrence, OngoingEvent } from '../../src/domain/index.js'

export const week = { from: '2026-07-06', to: '2026-07-12' }

export function occurrence(values: Partial<Occurrence> = {}): Occurrence {
  return {
    date: '2026-07-06',
    start: '10:00',
    end: null,
    allDay: false,
    afterMidnight: false,
    moment: null,
    title: 'Balade',
    description: null,
    venue: null,
    commune: 'Auch',
    price: null,
    booking: null,
    age: null,
    status: 'scheduled',
    postponedTo: null,
    source: { feed: 'blog', url: null },
    ...values,
  }
}

export function ongoing(title: string): OngoingEvent {
  return {
    title,
    description: null,
    venue: null,
    commune: 'Auch',
    from: null,
    until: null,
    price: null,
    booking: null,
    hours: null,
    source: { feed: 'blog', url: null },
  }
}

export function agenda(values: Partial<Agenda> = {}): Agenda {
  return {
    week,
    intro: null,
    image: null,
    occurrences: [],
    ongoing: [],
    toComplete: [],
    nextWeek: null,
    warnings: [],
    ...values,
  }
}
