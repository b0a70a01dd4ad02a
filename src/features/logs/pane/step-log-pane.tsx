import { useMemo } from 'react'
import { useLocation } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { formatLineAnchor, readLineAnchor } from '#domain/logs/line-anchor.ts'
import { type AddressChange, useAddressMark } from '#ui/use-address.ts'
import { LogPane, type LogPaneProps } from './log-pane.tsx'
import { stepLogSource } from '../reading/step-log-source.ts'

export interface StepLogPaneProps extends Pick<LogPaneProps, 'firstError' | 'searchElsewhere' | 'onClose' | 'linked'> {
  readonly project: string
  readonly run: string
  readonly taskRun: string
  readonly retry: number
  readonly step: string
  /** A title for places where the step's name says too little. */
  readonly title?: string
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed'
  /** Further parameters for addresses of lines, so that they keep leading to this log after later runs. */
  readonly place?: AddressChange
}

/** The log of a step. The fragment of the address names the chosen lines. */
export function StepLogPane(props: StepLogPaneProps) {
  const { project, run, taskRun, retry, step, title = step, state, place, ...others } = props
  const platform = usePlatform()
  const { hash } = useLocation()
  const mark = useAddressMark()
  const name = `${taskRun}/${String(retry)}/${step}`
  const source = useMemo(
    () => stepLogSource(platform, run, { project, taskRun, retry: String(retry), step }),
    [platform, project, run, taskRun, retry, step],
  )
  const anchor = readLineAnchor(hash)
  return (
    <LogPane
      logKey={name}
      name={title}
      fileName={`${taskRun}-${step}`}
      source={source}
      runLogs={pathTo('runLogs', { project, run }, { log: name })}
      atEnd={state !== 'succeeded'}
      grows={state === 'waiting' || state === 'running'}
      failed={state === 'failed'}
      chosen={anchor?.step === step ? { from: anchor.from - 1, to: anchor.to - 1 } : undefined}
      onChoose={(lines) =>
        lines === undefined ? mark('') : mark(formatLineAnchor({ step, from: lines.from + 1, to: lines.to + 1 }), place)
      }
      {...others}
    />
  )
}
