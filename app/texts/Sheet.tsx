import type { ReactNode } from 'react';
import styles from './desk.module.css';

/** The paper in the middle: it looks as it will be printed. */
export const Sheet = ({ children }: { children: ReactNode }) => <div className={styles.paperSheet}>{children}</div>;
