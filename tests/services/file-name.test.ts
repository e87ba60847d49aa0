import { describe, expect, it } from 'vitest';
import { attachment, fileName } from '~/services/export/file-name';

describe('names of files', () => {
  it('are without what file systems refuse', () => {
    expect(fileName('../../etc/passwd\u0000', 'pdf')).toBe('etc passwd.pdf');
    expect(fileName('a"b\\c:d*e?\r\nX: y', 'pdf')).toBe('a b c d e X y.pdf');
  });

  it('stay readable', () => {
    expect(fileName('SPR Protokoll 2026-03-12', 'pdf')).toBe('SPR Protokoll 2026-03-12.pdf');
    expect(fileName('x'.repeat(500), 'md')).toHaveLength(123);
  });

  it('are said in a header that nothing can break out of', () => {
    const header = attachment('Größe "ß" (1)\r\n.pdf');
    expect(header).toBe(`attachment; filename="Grosse ss (1).pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22%C3%9F%22%20%281%29%0D%0A.pdf`);
  });
});
