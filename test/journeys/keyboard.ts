import assert from 'node:assert/strict'
import type { Page } from 'puppeteer-core'

/** Somebody who has a keyboard and no mouse, before a page. */
export interface Keyboard {
  /** Goes on with Tab to what a selector names, or to what reads as a text; each stop on the way shows where one is. */
  reach(wanted: string): Promise<void>
  /** The same, then Enter, and waits for where it leads. */
  follow(wanted: string): Promise<void>
  /** Goes to a field and writes in it instead of what it holds. */
  write(field: string, text: string): Promise<void>
}

const mostStops = 150

/** Drives a page by the keyboard alone. What has the focus must be seen to have it (WCAG 2.2, 2.4.7). */
export function keyboardOf(page: Page): Keyboard {
  const reach = async (wanted: string) => {
    const unseen: string[] = []
    for (let stops = 0; stops < mostStops; stops++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate((text) => {
        const element = document.activeElement as HTMLElement | null
        if (!element || element === document.body) return null
        const isSelector = /^#|\[/.test(text)
        // The label of a hidden box shows it in its place, and a page within the page shows its own.
        const shows = (one: Element | null) => {
          const style = one && getComputedStyle(one)
          return (
            style && ((style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none')
          )
        }
        return {
          isIt: isSelector ? element.matches(text) : element.innerText.trim().startsWith(text),
          isSeen: element.tagName === 'IFRAME' || shows(element) || shows(element.closest('label')),
          name: `${element.tagName} ${element.getAttribute('type') ?? ''} ${element.getAttribute('name') ?? ''} ${element.innerText.slice(0, 30)}`,
        }
      }, wanted)
      if (at && !at.isSeen) unseen.push(at.name)
      if (!at?.isIt) continue
      assert.deepEqual(unseen, [], 'the focus is seen')
      return
    }
    assert.fail(`no way to "${wanted}" by keyboard on ${page.url()}`)
  }
  return {
    reach,
    async follow(wanted) {
      await reach(wanted)
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    },
    async write(field, text) {
      await reach(field)
      await page.keyboard.down('Control')
      await page.keyboard.press('a')
      await page.keyboard.up('Control')
      await page.keyboard.type(text)
    },
  }
}
