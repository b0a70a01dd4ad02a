import { useEffect, useRef, useState } from 'react'
import { followDeploymentLog } from '#client/live/logs.ts'
import { usePlatform } from '#client/platform.ts'
import { type Problem } from '#domain/problem.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { projectMessages } from './messages.ts'
import { createTail, keptCharacters } from './log-tail.ts'
import './deployment-log.css'

export interface DeploymentLogProps {
  readonly project: string
  readonly application: string
  readonly deployment: string
}

/**
 * The tail of an application's own log, live. Plain text and bounded, so that a talkative application cannot fill the
 * page.
 */
export function DeploymentLog({ project, application, deployment }: DeploymentLogProps) {
  const t = useMessages(projectMessages)
  const format = useFormat()
  const platform = usePlatform()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isFollowing, setFollowing] = useState(true)
  const view = useRef<HTMLPreElement>(null)
  useEffect(() => {
    const tail = createTail()
    // Bytes come in bursts, so render once for all of a tenth of a second.
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = followDeploymentLog(platform, { project, application, deployment }, 0, {
      onBytes(bytes) {
        tail.add(bytes)
        timer ??= setTimeout(() => {
          timer = undefined
          setText(tail.text())
        }, 100)
      },
      onRefused: setProblem,
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [platform, project, application, deployment])
  useEffect(() => {
    const element = view.current
    if (isFollowing && element !== null) element.scrollTop = element.scrollHeight
  }, [text, isFollowing])
  function handleScroll(): void {
    const element = view.current
    if (element !== null) setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < 24)
  }
  if (problem !== undefined) return <ProblemPanel problem={problem} />
  return (
    <div className="lw-own-log">
      <div className="lw-row lw-spread lw-own-log-head">
        <h2>{t('ownLog')}</h2>
        <span className="lw-row lw-muted">
          {text.length >= keptCharacters ? t('logShows', { size: format.bytes(keptCharacters) }) : null}
          <Switch isSelected={isFollowing} onChange={setFollowing}>
            {t('follow')}
          </Switch>
        </span>
      </div>
      <pre
        ref={view}
        className="lw-own-log-text"
        role="log"
        aria-label={t('ownLog')}
        aria-live="off"
        tabIndex={0}
        onScroll={handleScroll}
      >
        {text === '' ? t('logEmpty') : text}
      </pre>
    </div>
  )
}
