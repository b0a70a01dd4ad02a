import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDemo } from './demo.ts'
import { demoMessages } from './demo-messages.ts'
import './demo-mark.css'

/** Says on every page that this is the demo, and can reset it. */
export function DemoMark() {
  const t = useMessages(demoMessages)
  const demo = useDemo()
  const [isAsking, setAsking] = useState(false)
  const close = (): void => setAsking(false)
  return (
    <>
      <strong className="lw-demo-mark">{t('mark')}</strong>
      <span className="lw-demo-limits">{t('limits')}</span>
      {demo === undefined ? null : (
        <>
          <button type="button" className="lw-demo-reset" onClick={() => setAsking(true)}>
            {t('reset')}
          </button>
          <Dialog
            isOpen={isAsking}
            role="alertdialog"
            title={t('reset')}
            onClose={close}
            actions={
              <>
                <Button autoFocus onPress={close}>
                  {t('cancel')}
                </Button>
                <Button kind="danger" onPress={() => void demo.reset()}>
                  {t('reset')}
                </Button>
              </>
            }
          >
            <p>{t('resetText')}</p>
          </Dialog>
        </>
      )}
    </>
  )
}
