/** Glide puts its floating editor into an element of this id. */
export function ensurePortal(): () => void {
  if (document.getElementById('portal') !== null) return () => undefined
  const portal = document.createElement('div')
  portal.id = 'portal'
  portal.className = 'lw-values-portal'
  document.body.append(portal)
  return () => portal.remove()
}
