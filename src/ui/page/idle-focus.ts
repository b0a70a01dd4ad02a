/** The element that holds what a page shows: the skip link leads to it, and the focus goes there when another page has come. */
export const contentId = 'content'

/** Whether an element with the focus means that nothing has it: the page itself, or all that it shows. */
export function isIdle(focused: Element | null): boolean {
  return focused === null || focused === document.body || focused.id === contentId
}
