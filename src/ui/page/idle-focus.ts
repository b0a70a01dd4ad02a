/** Element id of the page's content: the skip link's target, and where the focus goes after navigating. */
export const contentId = 'content'

/** Whether the focus is nowhere in particular: on the page itself or on all of its content. */
export function isIdle(focused: Element | null): boolean {
  return focused === null || focused === document.body || focused.id === contentId
}
