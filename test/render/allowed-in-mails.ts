/*
 * What our mails use although Gmail, Outlook or Apple Mail does not know it, or knows it in part, by the names of
 * caniemail.com. Each line says what a reader sees there instead: nothing that is not in these lists may be used.
 */

const byStyleSheet = 'style sheets only add dark screens and narrow ones: all else stands on the elements themselves'

/** Not known somewhere. */
export const missingSomewhere: Readonly<Record<string, string>> = {
  '<body> element':
    'Outlook for Mac puts its own in its place; ours only carries language and margins, the tables all else',
  '<style> element': `Gmail in a phone’s browser removes it; ${byStyleSheet}`,
  '@media': `no dark colours and no wider text in Outlook for Windows and Gmail in a browser; ${byStyleSheet}`,
  'Attribute selector': byStyleSheet,
  'Chaining selectors': byStyleSheet,
  'Class selector': byStyleSheet,
  'Descendant combinator': byStyleSheet,
  'ID selector': byStyleSheet,
  'Type selector': byStyleSheet,
  'aria-label attribute': 'the name of the whole, for screen readers; the title says it too',
  'border-radius': 'corners are square',
  'border-spacing': 'written by MJML beside cellspacing="0", which Outlook reads',
  'color-scheme meta tag': 'who knows no dark screens needs no word about them',
  cursor: 'written by MJML on buttons; the arrow stays as it is',
  'display:none': 'the line for the list of mails shows at the head, which is its own first sentence',
  'max-height property': 'one of four ways to hide that line; display:none does it in Outlook',
  opacity: 'one of four ways to hide that line',
  outline: 'takes away a line around pictures that only old browsers drew',
  overflow: 'one of four ways to hide that line',
  'overflow-wrap': 'a very long word makes its column wider',
  'role attribute': 'Windows Mail, no longer kept by its maker, names layout tables as tables to screen readers',
  'table-layout': 'Outlook gives the columns the widths that their cells say',
  'target attribute': 'links open in a new window in any case',
  'text-decoration-line': 'set by the parts of react-email; underlines are told by text-decoration too',
  'white-space': 'lines of a text to share run on as one paragraph',
  'word-break': 'a very long word makes its column wider',
  'word-spacing': 'written by MJML as its usual value',
}

/** Known with limits that we keep within. */
export const limitedSomewhere: Readonly<Record<string, string>> = {
  '!important keyword': 'written in lower case with a space before it, as Outlook and Gmail want',
  'align attribute': 'only "center" is used on tables',
  background: 'only a colour is given',
  border: 'no border is wider than 8 px',
  'dir attribute': 'written by the libraries; our languages are read from the left',
  direction: 'written by MJML; our languages are read from the left',
  display: 'only block, inline-block and none; what is hidden is no table',
  'font-size': 'in pixels only',
  'font-weight': 'normal or bold to the eye is all that is told apart',
  'height attribute': 'in pixels only',
  'height property': 'of pictures beside the attribute, which Outlook reads',
  'line-height': 'a few pixels more or less between lines',
  margin: 'never negative',
  'max-width': 'Outlook takes it on tables, where it stands',
  padding: 'on cells; on buttons Outlook gets its own spaces',
  'text-align': 'left and center only',
  'text-decoration': 'one value only',
  'text-transform': 'capitals only',
  'width attribute': 'of pictures in pixels only',
  'width property': 'on tables and cells; of pictures beside the attribute, which Outlook reads',
}
