/// Every command with what it needs, a line each; `{}` is a folder with what some of them read.
enum EveryCommand {
    static let lines = """
        migrate
        checklist lint checklists/checkpoint.yaml
        checklist show checklists/checkpoint.yaml
        checklist diff checklists/township-isolation.yaml checklists/township-isolation-2022-07.yaml
        checklist publish checklists/checkpoint.yaml checklists/baseline-2021-08.yaml
        score --checklist checklists/checkpoint.yaml --answers {}/filing.json
        import sites README.md
        import inspections README.md
        export sites --format csv --to {}/sites.csv
        duty start K-02 expert 专家 --from 2021-08-02
        duty end K-02 expert --last 2021-08-31
        duty correct K-02 expert --open --reason 误
        duty withdraw K-02 expert --reason 误
        rename township 01 新名 --reason 更名
        file {}/filing.json
        what-if 017b57b7-5e80-7000-8001-000000000001 --baseline 2021-08
        standard issue --all
        guide record K-02 --at 2021-08-18T09:00:00+08:00 --shown 图 --attended 值守人 --id 017b57b7-5e80-7000-8009-000000000001
        guide withdraw 017b57b7-5e80-7000-8009-000000000001 --reason 误
        plan
        owed
        clock once
        cadence set checkpoint --days 9 --below 3 --reason 议
        cadence list
        draw commit --kind checkpoint --visits 1 --from 2021-09-01 --to 2021-09-02
        draw list
        draw show 017b57b7-5e80-7000-8009-000000000002
        draw discard 017b57b7-5e80-7000-8009-000000000002 --reason 误
        draw verify 017b57b7-5e80-7000-8009-000000000002
        show inspection 017b57b7-5e80-7000-8001-000000000001
        show gaps --site K-01
        submit K-01 A-01 --words 已改 --behalf 院长签字
        show site K-01
        week show
        week close 2021-W34
        week close 2021-W33
        week revise 2021-W34 --reason 误
        week verify --all
        week export 2021-W34 --format json --to {}/W34.json
        week keep 2021-W34
        week order show
        week order give --weekday 1 --time 09:00 --to leader
        week order end
        notice letterhead 豫宁隔检 县卫健委
        notice list
        notice issue 017b57b7-5e80-7000-8001-000000000001
        notice show 017b57b7-5e80-7000-8001-000000000001
        notice handed-over 017b57b7-5e80-7000-8001-000000000001 --at 2021-08-18T10:00 --to 院长 --witness 村医 --photograph docs/images/county.png
        order issue K-01 A-01
        order list
        order show 017b57b7-5e80-7000-8009-000000000003
        order handed-over 017b57b7-5e80-7000-8009-000000000003 --at 2021-08-18T10:00 --to 院长 --witness 村医 --photograph docs/images/county.png
        case list
        case show 017b57b7-5e80-7000-8009-000000000004
        case dossier 017b57b7-5e80-7000-8009-000000000004
        report infection K-02 --day 2021-08-17 --source 检测报告
        ladder set --circular 2 --interview 1 --proposal 3 --statement 3 --reason 议
        ladder list
        evidence send docs/images/county.png
        evidence limit --total 9
        withdraw 017b57b7-5e80-7000-8001-000000000001 --reason 误 --yes
        correct period K-02 2021-08-01 --closed 2099-12-31 --reason 误 --yes
        correct site K-02 --capacity 9 --reason 误
        user add other --display 新人 --role leader
        user list
        user change known --display 新职务
        user disable keeper2 --yes
        user enable known
        user waits
        user clear known
        user link known sub-1
        user unlink known
        user import {}/accounts.csv
        user token known --name t
        user reset known
        audit key
        audit seal
        audit verify
        audit prove 1
        audit list
        audit key --rotate
        backup take --to {}/backup --key-file {}/vault
        backup verify {}/backup --key-file {}/vault
        restore {}/backup --key-file {}/vault
        demo --county other
        """
}
