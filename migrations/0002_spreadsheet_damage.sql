-- How a spreadsheet damaged a value on its way through: from what it was to what the file holds now. Null when it
-- looks like an edit. Each kind is told by an exact rule, so that an ordinary edit is never taken for damage:
--
-- leading zero  Only digits, zeros in front: the same digits without the zeros in front. 02134 → 2134
-- plus          "+" and digits: the digits alone. +4930123 → 4930123
-- scientific    Digits: the same number rounded to the digits that its exponent form shows. 15550100001 → 1.55501E+10
--               Or 16 digits and more: zeros from the 16th on, which is where a spreadsheet's numbers end.
-- date          Two numbers of one or two digits, or a month's name and a number: a date of just these. 3-4 → 4-Mar
-- encoding      Letters beyond ASCII: their UTF-8 bytes read as Windows-1252, once or twice, or a "?" or "�" for each.
--               Chloé → ChloÃ©

CREATE FUNCTION month_number(name text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT month::integer FROM unnest(ARRAY[
    'jan,ene,gen,janv', 'feb,fév,fev,févr', 'mar,mär,mrz,mars', 'apr,avr,abr,avril', 'may,mai,mag', 'jun,juin,giu',
    'jul,juil,lug', 'aug,août,ago,aout', 'sep,sept,set', 'oct,okt,ott,out', 'nov', 'dec,dez,déc,dic'
  ]) WITH ORDINALITY AS months(names, month)
  WHERE left(lower(name), 3) = ANY (string_to_array(names, ',')) OR lower(name) = ANY (string_to_array(names, ','))
  LIMIT 1
$$;
--> statement-breakpoint
CREATE FUNCTION utf8_as_windows_1252(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(
    convert_from(convert_to(value, 'UTF8'), 'LATIN1'),
    U&'\0080\0082\0083\0084\0085\0086\0087\0088\0089\008A\008B\008C\008E\0091\0092\0093\0094\0095\0096\0097\0098\0099\009A\009B\009C\009E\009F',
    '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
  )
$$;
--> statement-breakpoint
CREATE FUNCTION spreadsheet_damage(was text, now text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  digits text;
  scientific text[];
  short text[];
  long text[];
  a integer;
  b integer;
BEGIN
  IF was IS NULL OR now IS NULL OR was = now THEN
    RETURN NULL;
  END IF;

  IF now ~ '^[0-9]+$' AND was ~ '^\+?[0-9]+$' THEN
    digits := ltrim(was, '+');
    IF now = coalesce(nullif(ltrim(digits, '0'), ''), '0') THEN
      RETURN CASE WHEN was LIKE '+%' THEN 'plus' ELSE 'leading zero' END;
    END IF;
    digits := ltrim(digits, '0');
    IF length(digits) > 15 AND now = rpad(left(digits, 15), length(digits), '0') THEN
      RETURN 'scientific';
    END IF;
    RETURN NULL;
  END IF;

  scientific := regexp_match(now, '^([0-9])(?:[.,]([0-9]{1,14}))?E\+?([0-9]{1,3})$', 'i');
  IF scientific IS NOT NULL THEN
    digits := ltrim(was, '+');
    IF digits ~ '^[0-9]{6,300}$' AND abs(
      digits::numeric - (scientific[1] || '.' || coalesce(scientific[2], '0'))::numeric * 10::numeric ^ scientific[3]::integer
    ) * 2 <= 10::numeric ^ (scientific[3]::integer - length(coalesce(scientific[2], ''))) THEN
      RETURN 'scientific';
    END IF;
    RETURN NULL;
  END IF;

  IF length(now) <= 20 AND length(was) <= 20 AND was ~ '[0-9]' AND now ~ '[0-9]' THEN
    -- The two numbers that it was made of: 3-4, 3/4, 3.4, MAR1, 1 Mar
    short := regexp_match(was, '^([0-9]{1,2})[-/. ]([0-9]{1,2})$');
    IF short IS NOT NULL THEN
      a := short[1];
      b := short[2];
    ELSE
      short := coalesce(
        regexp_match(was, '^([[:alpha:]]{3,9})[-. ]?([0-9]{1,2})$'),
        (SELECT ARRAY[found[2], found[1]] FROM regexp_match(was, '^([0-9]{1,2})[-. ]?([[:alpha:]]{3,9})$') found)
      );
      IF short IS NOT NULL THEN
        a := month_number(short[1]);
        b := short[2];
      END IF;
    END IF;
    IF a IS NOT NULL THEN
      -- 4-Mar, 04. Mar, 4-Mar-26
      long := regexp_match(now, '^([0-9]{1,2})(?:-|/|\.| |\. )([[:alpha:]]{3,9})\.?(?:[-/. ][0-9]{2,4})?$');
      IF long IS NOT NULL AND (long[1]::integer, month_number(long[2])) IN ((a, b), (b, a)) THEN
        RETURN 'date';
      END IF;
      -- Mar-45
      long := regexp_match(now, '^([[:alpha:]]{3,9})\.?[- ]([0-9]{2})$');
      IF long IS NOT NULL AND (month_number(long[1]), long[2]::integer) IN ((a, b), (b, a)) THEN
        RETURN 'date';
      END IF;
      -- 3/4/2026, 2026-03-04: with a year that nobody typed
      long := coalesce(
        regexp_match(now, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.](?:[0-9]{2}|[0-9]{4})$'),
        regexp_match(now, '^[0-9]{4}-([0-9]{2})-([0-9]{2})$')
      );
      IF long IS NOT NULL AND (long[1]::integer, long[2]::integer) IN ((a, b), (b, a)) THEN
        RETURN 'date';
      END IF;
      RETURN NULL;
    END IF;
  END IF;

  IF was ~ '[^\x01-\x7f]' THEN
    IF now = utf8_as_windows_1252(was) OR now = utf8_as_windows_1252(utf8_as_windows_1252(was))
       OR now = regexp_replace(was, '[^\x01-\x7f]', '?', 'g')
       OR now = regexp_replace(was, '[^\x01-\x7f]', U&'\FFFD', 'g') THEN
      RETURN 'encoding';
    END IF;
  END IF;
  RETURN NULL;
END $$;
