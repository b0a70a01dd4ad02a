import { useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { readConfig } from '#contract/config.ts'
import { usePlatform } from '#client/platform.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { appMessages } from './messages.ts'

const probeMilliseconds = 2000

/** Says that the server is gone or that its disk is full. Polls a server that is gone, and refetches everything when it is back. */
export function ConnectionBanner() {
  const t = useMessages(appMessages)
  const { client, connection } = usePlatform()
  const cache = useQueryClient()
  const state = useSyncExternalStore(connection.subscribe, connection.state)
  const probe = useCallback(async () => {
    const answer = await client.call(readConfig, {})
    if (answer.ok) await cache.invalidateQueries()
  }, [client, cache])
  useEffect(() => {
    if (state !== 'down') return undefined
    const timer = setInterval(() => void probe(), probeMilliseconds)
    return () => clearInterval(timer)
  }, [state, probe])
  if (state === 'up') return null
  return (
    <div className="lw-banner" role="status">
      <span className="lw-grow">{t(state === 'down' ? 'serverDown' : 'serverFull')}</span>
      {state === 'down' ? (
        <Button icon={<RotateCcw size={16} aria-hidden />} onPress={() => void probe()}>
          {t('tryNow')}
        </Button>
      ) : null}
    </div>
  )
}
