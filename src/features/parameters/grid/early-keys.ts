/** What was typed while an editor was on its way, and how it ended where it was ended too. */
export interface TypedEarly {
  readonly text: string
  readonly end: 'down' | 'right' | 'left' | 'none' | undefined
}

/**
 * Keys between the one that opens an editor and the editor itself. The grid loads its editors when the first one is wanted, which takes a moment
 * in which people go on typing.
 */
export interface EarlyKeys {
  /** An editor has been asked for; what is typed from now on is kept for it. */
  readonly begin: () => void
  /** Keeps a key for the editor that is on its way; false where none is. */
  readonly keep: (key: TypedKey) => boolean
  /** Hands over what was kept, once. */
  readonly take: () => TypedEarly
}

/** What of a key event says what was typed. */
export type TypedKey = Readonly<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean>> & {
  readonly key: string
}

const none: TypedEarly = { text: '', end: undefined }

export function earlyKeys(): EarlyKeys {
  let typed: TypedEarly | undefined
  return {
    begin() {
      typed = none
    },
    keep(key) {
      if (typed === undefined) return false
      if (typed.end === undefined) typed = withKey(typed, key)
      return true
    },
    take() {
      const taken = typed ?? none
      typed = undefined
      return taken
    },
  }
}

function withKey(typed: TypedEarly, { key, shiftKey, ctrlKey, altKey, metaKey }: TypedKey): TypedEarly {
  // A command is no letter. Whoever selects all before they type means what happens anyway: what is typed replaces the text.
  // With Alt it is how some keyboards write a letter.
  if ((ctrlKey && !altKey) || metaKey) return key.toLowerCase() === 'a' ? { ...typed, text: '' } : typed
  switch (key) {
    case 'Enter':
      return { ...typed, end: 'down' }
    case 'Tab':
      return { ...typed, end: shiftKey ? 'left' : 'right' }
    case 'Escape':
      return { ...typed, end: 'none' }
    case 'Backspace':
      return { ...typed, text: typed.text.slice(0, -1) }
    default:
      return [...key].length === 1 ? { ...typed, text: typed.text + key } : typed
  }
}
