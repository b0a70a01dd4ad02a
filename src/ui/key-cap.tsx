import { shownKeys } from './commands/keys.ts'
import './key-cap.css'

/** A shortcut in the notation of this machine's keyboard. */
export function KeyCap({ keys }: { readonly keys: string }) {
  return <kbd className="lw-keycap">{shownKeys(keys)}</kbd>
}
