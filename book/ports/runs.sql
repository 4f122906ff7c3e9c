with steps as (
    select *,
           lag(is_slow) over ship as was_slow,
           first_s - lag(last_s) over ship as silence_s
    from {table}
    window ship as (partition by mmsi order by first_s)
),
numbered as (
    select *,
           sum(case when is_slow = was_slow and silence_s <= 3600
                    then 0 else 1 end)
               over (partition by mmsi order by first_s
                     rows unbounded preceding) as number
    from steps
)
select mmsi, is_slow, min(first_s) as first_s, max(last_s) as last_s
from numbered
group by mmsi, is_slow, number
order by mmsi, first_s
