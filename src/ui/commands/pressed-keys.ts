import type { KeyPress } from './keys.ts'

// Sent by input methods and dead keys, and say nothing about the key.
const unknown = new Set(['Process', 'Dead', 'Unidentified', 'Compose'])
const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'OS', 'CapsLock', 'NumLock', 'Fn'])

/** A key press as a shortcut; undefined for a modifier alone and for what cannot be one. */
export function keysOfPress(press: KeyPress, isMac: boolean): string | undefined {
  const { key } = press
  if (unknown.has(key) || modifiers.has(key) || key === ' ') return undefined
  // Ctrl on a Mac and the Windows key elsewhere belong to the system.
  if (isMac ? press.ctrlKey : press.metaKey) return undefined
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  return [
    ...((isMac ? press.metaKey : press.ctrlKey) ? ['Mod'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey && !isSign ? ['Shift'] : []),
    key.length === 1 ? key.toUpperCase() : key,
  ].join('+')
}

const browsers = new Set(['Mod+N', 'Mod+T', 'Mod+W', 'Mod+Shift+N', 'Mod+Shift+T', 'Mod+Shift+W', 'Mod+Tab', 'Alt+F4'])

/** Whether browsers keep a shortcut to themselves, so that pages never get it. */
export function isBrowsers(keys: string): boolean {
  return browsers.has(keys)
}
