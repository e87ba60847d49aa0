export * from './organisations';
export * from './people';
export * from './groups';
export * from './meetings';
export * from './texts';
export * from './minutes';
export * from './documents';
export * from './records';
