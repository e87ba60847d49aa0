import { useLocation } from '@remix-run/react';
import { useState } from 'react';
import { Alert } from './page-parts';

/**
 * Says what just happened. The server tells it once; it stays until one goes on to another page, also
 * when what the page shows is loaded again meanwhile.
 *
 * @param told a new object for each thing that is told
 */
export function Notice({ told }: { told: { text: string } | null }) {
  const { key } = useLocation();
  const [shown, setShown] = useState({ told, key });
  const current = told || shown.key !== key ? { told, key } : shown;
  if (current.told !== shown.told || current.key !== shown.key) setShown(current);
  return current.told && <Alert kind="success" title={current.told.text} />;
}
