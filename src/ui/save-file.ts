/** Hands something to the person as a file of this name. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Shows something in a tab of its own. */
export function openFile(content: Blob): void {
  const url = URL.createObjectURL(content)
  window.open(url, '_blank', 'noopener')
  // The tab has to have read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
