import { Boxes, ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { adapterOf, type QvsKnowledge } from '#domain/adapters/qvs-assist/knowledge.ts'
import type { Result } from '#domain/result.ts'
import { AdapterForm } from '#parts/forms/adapter-form.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { qvsMessages } from './qvs-messages.ts'
import '../inspector/inspector.css'

export interface QvsFormProps {
  readonly text: string
  readonly knowledge: QvsKnowledge
  readonly isDisabled: boolean
  readonly application: string
  readonly onEdit: (edit: (text: string) => Result<string>, mark: string) => void
}

/** A form for each adapter of a QVS Config. */
export function QvsForm({ application, text, knowledge, isDisabled, onEdit }: QvsFormProps) {
  const t = useMessages(qvsMessages)
  const { config } = useMemo(() => parseQvsConfig(text), [text])
  if (config.designPatterns.length === 0)
    return <EmptyState icon={<Boxes size={24} />} title={t('noAdapters')} text={t('noAdaptersText')} />
  return (
    <div className="lw-qvs-forms">
      {config.designPatterns.map(({ pattern }, index) => {
        const adapter = adapterOf(pattern, knowledge.adapters)
        return (
          <details
            key={`${pattern} ${String(index)}`}
            className="lw-fold"
            open={index === 0 || config.designPatterns.length <= 3}
          >
            <summary>
              <ChevronRight size={16} aria-hidden />
              <strong>{adapter?.name ?? pattern}</strong>
              <span>{adapter?.description ?? t('notDescribed')}</span>
            </summary>
            {adapter === undefined ? null : (
              <AdapterForm
                adapter={adapter}
                index={index}
                text={text}
                config={config}
                isDisabled={isDisabled}
                keptAs={`adapter ${application} ${pattern} ${String(index)}`}
                onEdit={onEdit}
              />
            )}
          </details>
        )
      })}
    </div>
  )
}
