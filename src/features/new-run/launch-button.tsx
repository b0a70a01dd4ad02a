import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import type { Launch } from './use-launch.ts'

export interface LaunchButtonProps {
  readonly launch: Launch
  readonly icon: ReactNode
  readonly children: ReactNode
}

/** The button at the end of a form that starts a run, with the problem of the last attempt above it. */
export function LaunchButton({ launch: { problem, isPending, reason }, icon, children }: LaunchButtonProps) {
  return (
    <>
      {problem === undefined ? null : <ProblemPanel problem={problem} />}
      <Button kind="primary" type="submit" size="large" wide icon={icon} isPending={isPending} reason={reason}>
        {children}
      </Button>
    </>
  )
}
