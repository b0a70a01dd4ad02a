import { useMemo } from 'react'
import type { Finding } from '#domain/problem.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import type { CodeMarker } from '#ui/code/code-props.ts'

/** Findings as markers of a text editor; those without a line are left out. */
export function useFindingMarkers(findings: readonly Finding[]): readonly CodeMarker[] {
  const words = useFindingWords()
  return useMemo(
    () =>
      findings.flatMap((finding) => {
        const { line, column = 1 } = finding.place
        return line === undefined
          ? []
          : [
              {
                line,
                column,
                message: [words.said(finding), words.fix(finding)].filter((part) => part !== undefined).join('\n'),
                severity: finding.severity,
              },
            ]
      }),
    [findings, words],
  )
}
