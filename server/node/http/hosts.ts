const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Accepts loopback names and the public name as Host header. Any other one comes from DNS rebinding. */
export function hostCheck(publicOrigin: string): (header: string | undefined) => boolean {
  const publicName = new URL(publicOrigin).hostname
  return (header) => {
    if (header === undefined || !URL.canParse(`http://${header}`)) return false
    const { hostname } = new URL(`http://${header}`)
    return loopbackNames.has(hostname) || hostname === publicName
  }
}

/** Whether an address to listen on, or a host name, stays on this machine. */
export function isLoopback(name: string): boolean {
  return loopbackNames.has(name) || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name)
}
