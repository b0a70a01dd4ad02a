/** How long a page waits at most for what its sign-in library does before it asks. */
const mostMilliseconds = 300

/**
 * Calls back once the identity provider has been asked, which the libraries do in a frame that they add to the page. What is long and can
 * be done while an answer is on the way begins then. Returns a function that stops it.
 */
export function whenAsked(callBack: () => void): () => void {
  const additions = new MutationObserver(asked)
  const timer = setTimeout(asked, mostMilliseconds)
  additions.observe(document.body, { childList: true })
  // It may have been asked before anybody could watch.
  if (document.querySelector('body > iframe') !== null) asked()
  return stop

  function asked(): void {
    stop()
    callBack()
  }

  function stop(): void {
    additions.disconnect()
    clearTimeout(timer)
  }
}
