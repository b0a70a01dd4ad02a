/** Downloads content as a file. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Opens content in a new tab. */
export function openFile(content: Blob): void {
  const url = URL.createObjectURL(content)
  window.open(url, '_blank', 'noopener')
  // The tab needs time to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
