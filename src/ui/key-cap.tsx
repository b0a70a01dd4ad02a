import { shownKeys } from './commands/keys.ts'
import './key-cap.css'

/** A shortcut as this machine's keyboard calls it. */
export function KeyCap({ keys }: { readonly keys: string }) {
  return <kbd className="lw-keycap">{shownKeys(keys)}</kbd>
}
