/** What a `<select>` offers. */

export type Option = { value: string; label: string };
/** Several that belong together. */
export type OptionGroup = { label: string; options: readonly Option[] };

/** What a list offers; groups that are empty are left out. */
export function Options({ options }: { options: readonly (Option | OptionGroup)[] }) {
  return (
    <>
      {options.map((option) =>
        'value' in option ? (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ) : (
          option.options.length > 0 && (
            <optgroup key={option.label} label={option.label}>
              <Options options={option.options} />
            </optgroup>
          )
        ),
      )}
    </>
  );
}
