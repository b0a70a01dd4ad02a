/** Milliseconds that the page waits at most for the sign-in library's question. */
const mostMilliseconds = 300

/**
 * Calls back once the identity provider has been asked, which the libraries do in a hidden iframe. Long work then runs
 * while the answer is on its way. Returns a function that stops waiting.
 */
export function whenAsked(callBack: () => void): () => void {
  const additions = new MutationObserver(asked)
  const timer = setTimeout(asked, mostMilliseconds)
  additions.observe(document.body, { childList: true })
  // The iframe may have been added before anybody could watch.
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
