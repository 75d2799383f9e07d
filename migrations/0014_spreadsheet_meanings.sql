-- One rule for what a spreadsheet does to a value: the two texts are different, but mean the same to a spreadsheet that
-- converts text by itself, in any of its locales; and the new text has a form in which spreadsheets write values, so that
-- a member who repairs a value (2134 → 02134) is not taken for one. The meanings of a text are
--
-- numbers   1E5, 1,234 (1234 or 1.234), 1.50, (12), 12-, $5, 5 €, 50%, 0 1/2
-- dates     with the last two digits of the year (D26-03-04), without a year (m03-04), or of a month (Y26-03)
-- times     in seconds: 10:30, 9:05 PM, 1:30.5
-- booleans  TRUE, wahr, faux, in the languages of most spreadsheets
--
-- Two texts are the same when they have a meaning in common. Beyond that, numbers may lose digits that a spreadsheet has
-- no room for, and letters may be lost to an encoding (damaged_in_encoding).
--
-- The judge is LibreOffice: test/export/libreoffice.test.ts; the limits of the rule: test/import/damage.test.ts.

-- The numbers that a text means: with a decimal point, with a decimal comma, and with separators between thousands.
CREATE FUNCTION spreadsheet_numbers(value text) RETURNS numeric[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  -- before the digits, digits, exponent, after the digits
  parts CONSTANT text[] := regexp_match(value,
    '^((?:[-+(] ?)?[$€£¥]? ?[-+(]?) ?([0-9][0-9.,''’ \u00a0\u202f]*|[.,][0-9]+)(E[-+]?[0-9]{1,3})?([ \u00a0\u202f]?[€£$¥%]?(?: ?[-)])?)$', 'i');
  fraction CONSTANT text[] := regexp_match(value, '^(-)?([0-9]{1,6}) ([0-9]{1,3})/([0-9]{1,3})$');
  signs text;
  digits text;
  readings text[] := '{}';
  factor numeric := 1;
BEGIN
  IF fraction IS NOT NULL AND fraction[4]::integer > 0 THEN
    RETURN ARRAY[(CASE fraction[1] WHEN '-' THEN -1 ELSE 1 END)
      * round(fraction[2]::numeric + fraction[3]::numeric / fraction[4]::numeric, 12)];
  END IF;
  IF parts IS NULL OR length(parts[2]) > 40 THEN
    RETURN '{}';
  END IF;
  signs := translate(parts[1] || parts[4], ' $€£¥%' || U&'\00a0\202f', '');
  IF signs NOT IN ('', '+', '-', '()') THEN
    RETURN '{}';
  END IF;
  digits := rtrim(parts[2], ' ' || U&'\00a0\202f');
  IF digits ~ '^[0-9]*\.?[0-9]*$' THEN
    readings := readings || digits;
  END IF;
  IF digits ~ '^[0-9]*,[0-9]*$' THEN
    readings := readings || replace(digits, ',', '.');
  END IF;
  IF digits ~ '^[0-9]+(,[0-9]{3})+(\.[0-9]*)?$' THEN
    readings := readings || replace(digits, ',', '');
  END IF;
  IF digits ~ '^[0-9]+(\.[0-9]{3})+(,[0-9]*)?$' THEN
    readings := readings || replace(replace(digits, '.', ''), ',', '.');
  END IF;
  IF digits ~ '^[0-9]{1,3}([''’ \u00a0\u202f][0-9]{3})+([.,][0-9]*)?$' THEN
    readings := readings || replace(regexp_replace(digits, '[''’ \u00a0\u202f]', '', 'g'), ',', '.');
  END IF;
  IF signs IN ('-', '()') THEN
    factor := -1;
  END IF;
  IF parts[4] LIKE '%\%%' THEN
    factor := factor / 100;
  END IF;
  IF parts[3] IS NOT NULL THEN
    -- The largest number of a spreadsheet stands for all that are larger.
    IF substr(parts[3], 2)::integer > 308 THEN
      RETURN ARRAY[factor * 1.79769313486232E+308];
    ELSIF substr(parts[3], 2)::integer < -308 THEN
      RETURN '{}';
    END IF;
    factor := factor * ('1' || parts[3])::numeric;
  END IF;
  RETURN ARRAY(SELECT trim_scale(('0' || reading)::numeric * factor) FROM unnest(readings) reading WHERE reading ~ '[0-9]');
END $$;
--> statement-breakpoint
-- The meaning of a day, or null when there is no such day.
CREATE FUNCTION spreadsheet_day(year text, month integer, day integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31
    THEN 'D' || lpad(right(year, 2), 2, '0') || '-' || lpad(month::text, 2, '0') || '-' || lpad(day::text, 2, '0') END
$$;
--> statement-breakpoint
-- The dates that a text means, in any order of day, month, and year. For a text that a spreadsheet has written, a date of
-- the years in which this app is used also means the day without its year, which the spreadsheet adds. The time of day
-- follows the date.
CREATE FUNCTION spreadsheet_dates(value text, is_written boolean) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  dated CONSTANT text[] := regexp_match(value, '^(.*[^ T])[ T]([0-9]{1,2}:[0-9]{2}.*)$');
  day_text CONSTANT text := regexp_replace(coalesce(dated[1], value), '^[[:alpha:]]{2,12}\.?, ', '');
  moment CONSTANT text := coalesce('T' || spreadsheet_time(dated[2])::text, '');
  found text[] := '{}';
  p text[];
  a integer;
  b integer;
  month integer;
  has_recent_year boolean := false;
BEGIN
  IF dated IS NOT NULL AND moment = '' THEN
    RETURN '{}';
  END IF;

  -- 3/4/2026, 04.03.26, 2026-03-04, 26-03-04
  p := coalesce(
    regexp_match(day_text, '^([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})\.?$'),
    regexp_match(day_text, '^([0-9]{4})(年)([0-9]{1,2})月([0-9]{1,2})日$')
  );
  IF p IS NOT NULL THEN
    a := p[3];
    IF p[1] ~ '^(19|20)[0-9]{2}$' AND length(p[4]) <= 2 THEN
      found := ARRAY[spreadsheet_day(p[1], a, p[4]::integer)];
    ELSIF length(p[1]) <= 2 AND p[4] ~ '^([0-9]{1,2}|(19|20)[0-9]{2})$' THEN
      found := ARRAY[spreadsheet_day(p[4], p[1]::integer, a), spreadsheet_day(p[4], a, p[1]::integer)];
      IF length(p[4]) <= 2 THEN
        found := found || spreadsheet_day(p[1], a, p[4]::integer);
      END IF;
    END IF;
    has_recent_year := coalesce(nullif(substring(p[1] from '^....$'), ''), substring(p[4] from '^....$'), '20' || p[4], '') ~ '^20[23]'
      OR p[1] ~ '^[23][0-9]$';
  END IF;

  -- 3-4, 3/2026, 1-23, 2026/3; a spreadsheet always writes a month with its name or a year
  IF p IS NULL AND NOT is_written THEN
    p := regexp_match(day_text, '^([0-9]{1,2})[-/.]([0-9]{1,2})\.?$');
    IF p IS NOT NULL THEN
      a := p[1];
      b := p[2];
      found := ARRAY[substr(spreadsheet_day('', a, b), 4), substr(spreadsheet_day('', b, a), 4)];
      found := ARRAY(SELECT 'm' || ltrim(day, '-') FROM unnest(found) day WHERE day IS NOT NULL);
    END IF;
    p := coalesce(
      regexp_match(day_text, '^([0-9]{1,2})[-/.]([0-9]{2}|(?:19|20)[0-9]{2})$'),
      (SELECT ARRAY[m[2], m[1]] FROM regexp_match(day_text, '^((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})$') m WHERE m IS NOT NULL)
    );
    IF p[1]::integer BETWEEN 1 AND 12 THEN
      found := found || spreadsheet_day(p[2], p[1]::integer, 1)
        || ('Y' || right(p[2], 2) || '-' || lpad(p[1], 2, '0'));
    END IF;
  END IF;

  -- 4-Mar, 04. Mrz, 04/mar, MAR1, March 4, Mar-26, Mar 2026, 3月4日
  IF p IS NULL THEN
    p := coalesce(
      regexp_match(day_text, '^([[:alpha:]]{3,9})\.?()[-./ ]?([0-9]{1,2}|(?:19|20)[0-9]{2})$'),
      (SELECT ARRAY[m[2], 'first', m[1]]
       FROM regexp_match(day_text, '^([0-9]{1,2})(?:\. ?|[-/ ])?([[:alpha:]]{3,9})\.?$') m WHERE m IS NOT NULL)
    );
    month := month_number(p[1]);
    a := p[3];
    IF month IS NOT NULL THEN
      IF a > 31 OR NOT is_written OR p[2] = 'first' THEN
        found := ARRAY[substr(spreadsheet_day('', month, a), 4)];
        found := ARRAY(SELECT 'm' || ltrim(day, '-') FROM unnest(found) day WHERE day IS NOT NULL);
      END IF;
      -- Mar-26 as a spreadsheet writes it is a month, never a day.
      IF p[2] = '' AND NOT is_written THEN
        found := found || spreadsheet_day(p[3], month, 1);
      END IF;
      IF p[2] = '' AND (is_written OR a > 31) THEN
        found := found || ('Y' || right('0' || p[3], 2) || '-' || lpad(month::text, 2, '0'));
      END IF;
    END IF;
    IF month IS NULL THEN
      p := regexp_match(day_text, '^([0-9]{1,2})月([0-9]{1,2})日$');
      IF p IS NOT NULL AND spreadsheet_day('', p[1]::integer, p[2]::integer) IS NOT NULL THEN
        found := ARRAY['m' || lpad(p[1], 2, '0') || '-' || lpad(p[2], 2, '0')];
      END IF;
    END IF;
  END IF;

  -- 4-Mar-26, 5. Dezember 2026, January 5, 2026
  IF p IS NULL THEN
    p := coalesce(
      regexp_match(day_text, '^([0-9]{1,2})(?:\. ?|[-/ ])([[:alpha:]]{3,9})\.?[-/., ]{1,2}([0-9]{2}|[0-9]{4})$'),
      (SELECT ARRAY[m[2], m[1], m[3]]
       FROM regexp_match(day_text, '^([[:alpha:]]{3,9})\.?[-/ ]([0-9]{1,2})[-/., ]{1,2}([0-9]{2}|[0-9]{4})$') m
       WHERE m IS NOT NULL)
    );
    IF p IS NOT NULL THEN
      found := ARRAY[spreadsheet_day(p[3], month_number(p[2]), p[1]::integer)];
      has_recent_year := p[3] ~ '^(20)?[23][0-9]$';
    END IF;
  END IF;

  -- 46085, the number of a day
  IF p IS NULL AND is_written AND value ~ '^[1-5][0-9]{4}$' THEN
    found := ARRAY['D' || to_char(date '1899-12-30' + value::integer, 'YY-MM-DD')];
    has_recent_year := value ~ '^4[4-9]';
  END IF;

  found := ARRAY(SELECT day FROM unnest(found) day WHERE day IS NOT NULL);
  IF is_written AND has_recent_year THEN
    found := found || ARRAY(SELECT 'm' || substr(day, 5) FROM unnest(found) day);
  END IF;
  RETURN ARRAY(SELECT day || moment FROM unnest(found) day);
END $$;
--> statement-breakpoint
-- The time that a text means, in seconds; null when it means none.
CREATE FUNCTION spreadsheet_time(value text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  -- hours, minutes, seconds, fraction of a second, A or P
  p text[] := regexp_match(value, '^([0-9]{1,4}):([0-9]{0,2})(?::([0-9]{1,2}))?([.,][0-9]{1,6})?(?: ?([AP])\.?M\.?)?$', 'i');
  hours integer;
BEGIN
  IF p IS NULL THEN
    p := (SELECT ARRAY[m[1], '', NULL, NULL, m[2]]
          FROM regexp_match(value, '^([0-9]{1,2}) ?([AP])\.?M\.?$', 'i') m WHERE m IS NOT NULL);
  END IF;
  IF p IS NULL OR nullif(p[2], '')::integer > 59 OR p[3]::integer > 59 THEN
    RETURN NULL;
  END IF;
  -- 1:30.5 has minutes and seconds.
  IF p[4] IS NOT NULL AND p[3] IS NULL THEN
    RETURN trim_scale(p[1]::numeric * 60 + (p[2] || replace(p[4], ',', '.'))::numeric);
  END IF;
  hours := p[1];
  IF p[5] IS NOT NULL THEN
    IF hours NOT BETWEEN 0 AND 12 THEN
      RETURN NULL;
    END IF;
    hours := hours % 12 + CASE WHEN p[5] ILIKE 'p' THEN 12 ELSE 0 END;
  END IF;
  RETURN trim_scale(hours * 3600 + coalesce(nullif(p[2], ''), '0')::numeric * 60
    + (coalesce(p[3], '0') || replace(coalesce(p[4], ''), ',', '.'))::numeric);
END $$;
--> statement-breakpoint
-- The boolean that a text means; null when it means none.
CREATE FUNCTION spreadsheet_boolean(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ('{
    "true": true, "wahr": true, "vrai": true, "verdadero": true, "vero": true, "verdadeiro": true, "waar": true,
    "prawda": true, "sant": true, "sand": true, "sann": true,
    "false": false, "falsch": false, "faux": false, "falso": false, "onwaar": false, "fałsz": false, "falskt": false,
    "falsk": false, "usann": false
  }'::jsonb ->> lower(value))::boolean
$$;
--> statement-breakpoint
-- Whether the text is one of the numbers as a spreadsheet shows it when it has no room for all digits.
CREATE FUNCTION is_rounded_number(numbers numeric[], now text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  number numeric;
  mantissa text;
  exponent integer;
  digits text;
BEGIN
  FOREACH number IN ARRAY numbers LOOP
    -- 1.55501E+10, 1,55501E+10, 4.11111111111111E+016
    IF now ~* '^-?[0-9]([.,][0-9]{1,14})?E[+-][0-9]{2,3}$' THEN
      mantissa := ltrim(split_part(upper(now), 'E', 1), '-');
      exponent := split_part(upper(now), 'E', 2);
      IF exponent BETWEEN -308 AND 308
         AND round(number, greatest(length(mantissa) - 2, 0) - exponent) = replace(now, ',', '.')::numeric THEN
        RETURN true;
      END IF;
    -- 0.123456789012346: nine digits and more
    ELSIF now ~ '^-?[0-9]+[.,][0-9]+$' THEN
      mantissa := replace(now, ',', '.');
      IF length(ltrim(translate(now, '-.,', ''), '0')) >= 9 AND scale(number) > scale(mantissa::numeric)
         AND round(number, scale(mantissa::numeric)) = mantissa::numeric THEN
        RETURN true;
      END IF;
    -- Zeros from the 16th digit on, which is where a spreadsheet's numbers end.
    ELSIF now ~ '^[0-9]{16,}$' AND scale(number) = 0 THEN
      digits := number::text;
      IF now IN (rpad(left(digits, 15), length(digits), '0'), round(number, 15 - length(digits))::text) THEN
        RETURN true;
      END IF;
    END IF;
  END LOOP;
  RETURN false;
END $$;
--> statement-breakpoint
-- What a spreadsheet read the first text as, when the second one is a text that it writes for the same value.
CREATE FUNCTION damaged_by_conversion(was text, now text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  digits text;
  numbers numeric[];
BEGIN
  -- Most edits of numbers.
  IF now ~ '^[0-9]+$' AND was ~ '^\+?[0-9]+$' THEN
    digits := ltrim(was, '+0');
    IF now = digits OR (now = '0' AND digits = '') THEN
      RETURN CASE WHEN was LIKE '+%' THEN 'plus' ELSE 'leading zero' END;
    END IF;
    RETURN CASE WHEN length(digits) > 15 AND is_rounded_number(ARRAY[digits::numeric], now) THEN 'scientific' END;
  END IF;

  -- 1234.5, 1234,5, 15550100199.0, 1.55501E+10: how spreadsheets and programs write numbers that have no format
  IF now ~* '^-?(0|[1-9][0-9]*)([.,]([0-9]*[1-9]|0))?(E[+-][0-9]{2,3})?$' THEN
    numbers := spreadsheet_numbers(was);
    IF cardinality(numbers) > 0 THEN
      IF replace(now, ',', '.')::numeric = ANY (numbers) THEN
        RETURN CASE WHEN was ~ '^\+[0-9]+$' THEN 'plus' WHEN now ILIKE '%E%' THEN 'scientific' ELSE 'number' END;
      ELSIF is_rounded_number(numbers, now) THEN
        RETURN 'scientific';
      END IF;
    END IF;
  ELSIF now ~* '^-?[0-9]([.,][0-9]{1,14})?E[+-][0-9]{2,3}$' THEN
    RETURN CASE WHEN is_rounded_number(spreadsheet_numbers(was), now) THEN 'scientific' END;
  -- $5.00, 5,50 €, ($5.00), 1,234.00, 50.00%: with the format of the amount or the percentage that it was
  ELSIF now ~ '^[-(]?[$€£¥]?-?(0|[1-9][0-9]*|[1-9][0-9]{0,2}([,. \u00a0][0-9]{3})+)([.,][0-9]+)?[ \u00a0]?[€£$¥%]?\)?$' AND was ~ '[$€£¥%]' THEN
    RETURN CASE WHEN (was LIKE '%\%') = (now LIKE '%\%') AND spreadsheet_numbers(was) && spreadsheet_numbers(now)
      AND (substring(was from '[$€£¥]') = coalesce(substring(now from '[$€£¥]'), substring(was from '[$€£¥]'))
           OR now ~ '[.,][0-9]{2}$' OR now LIKE '%\%') THEN 'number' END;
  ELSIF now ~ '^[0-9]{1,3}/[0-9]{1,3}$' THEN
    RETURN CASE WHEN was ~ '^0 ' AND spreadsheet_numbers(was) && spreadsheet_numbers('0 ' || now) THEN 'number' END;
  ELSIF now ~ '^[0-9]{1,4}:[0-9]{2}(:[0-9]{2})?(\.[0-9]{1,6})?( [AP]M)?$' THEN
    RETURN CASE WHEN spreadsheet_time(was) = spreadsheet_time(now) THEN 'time' END;
  END IF;

  IF now ~ '^([0-9]{1,4}([-/.])[0-9]{1,2}\2[0-9]{1,4}( .*)?|[0-9]{1,2}(-|/|\.|\. )[[:alpha:]]{3,4}\.?([-/. ][0-9]{2,4})?|[[:alpha:]]{3,4}\.?[- ][0-9]{2}|([0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日|[1-5][0-9]{4})$'
     -- Who swaps two numbers of a date edits it.
     AND regexp_replace(was, '[0-9]', '9', 'g') <> regexp_replace(now, '[0-9]', '9', 'g')
     AND spreadsheet_dates(was, false) && spreadsheet_dates(now, true) THEN
    RETURN 'date';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION spreadsheet_damage(was text, now text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  damage text;
BEGIN
  IF was = now OR btrim(was) = btrim(now) THEN
    RETURN NULL;
  END IF;
  IF length(now) <= 320 AND length(was) <= 320 THEN
    IF now ~ '[0-9]' THEN
      IF was ~ '[0-9]' AND (length(now) <= 40 OR now ~ '^[0-9]+$') THEN
        damage := damaged_by_conversion(btrim(was, E' \t' || U&'\00a0'), btrim(now, E' \t' || U&'\00a0'));
      END IF;
    ELSIF length(now) <= 10 AND upper(now) = now AND spreadsheet_boolean(was) = spreadsheet_boolean(now) THEN
      damage := 'boolean';
    END IF;
  END IF;
  -- Letters beyond ASCII. What is ASCII stays, so nearly every edit is told by the first or the last character.
  IF damage IS NULL AND octet_length(was) > length(was)
     AND (ascii(was) > 127 OR left(was, 1) = left(now, 1))
     AND (ascii(right(was, 1)) > 127 OR right(was, 1) = right(now, 1))
     -- Each spreadsheet writes the line ends in its own way.
     AND damaged_in_encoding(replace(was, E'\r\n', E'\n'), replace(now, E'\r\n', E'\n')) THEN
    damage := 'encoding';
  END IF;
  RETURN damage;
END $$;
--> statement-breakpoint
DROP FUNCTION damaged_as_number(text, text);
--> statement-breakpoint
DROP FUNCTION damaged_as_date(text, text);
--> statement-breakpoint
-- A text without whitespace and invisible characters around it, in NFC, and with LF line ends: the form in which texts are
-- compared. The same characters as in src/model/clean-text.ts.
CREATE FUNCTION comparable_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(normalize(replace(value, E'\r\n', E'\n'), NFC),
    '^[\x01-\x20\x7f\u0085\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+|[\x01-\x20\x7f\u0085\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+$',
    '', 'g')
$$;
--> statement-breakpoint
-- Whether two texts differ at most in these. Nearly all texts are told apart by their length or first character.
CREATE FUNCTION is_same_text(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN one IS NULL OR other IS NULL THEN coalesce(one, '') = '' AND comparable_text(coalesce(other, '')) = ''
    WHEN octet_length(one) = length(one) AND octet_length(other) = length(other)
      AND ascii(other) > 32 AND ascii(right(other, 1)) > 32 AND strpos(one, E'\r') = 0 AND strpos(other, E'\r') = 0 THEN one = other
    ELSE comparable_text(one) = comparable_text(other) END
$$;
