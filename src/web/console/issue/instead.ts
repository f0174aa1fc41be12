import { createElement, type ReactNode } from 'react'

/** Something that takes another element's place, or fills it, beside what the answer is for (htmx 4, "hx-partial"). */
export const instead = (
  target: string,
  children: ReactNode,
  swap: 'outerHTML' | 'innerHTML' | 'outerMorph' = 'outerHTML',
) => createElement('hx-partial', { 'hx-target': target, 'hx-swap': swap }, children)
