import { useEffect, useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { IconButton } from './button.tsx'
import { uiMessages } from './ui-messages.ts'
import { useMessages } from './i18n/use-messages.tsx'

/** Copies a text; the label says what. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const t = useMessages(uiMessages)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  async function handlePress(): Promise<void> {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <IconButton label={copied ? t('copied') : (label ?? t('copy'))} onPress={() => void handlePress()}>
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </IconButton>
  )
}
