"""Open data of an invented council, for the tests of what is made of it."""

# Exampleshire has 80%, its neighbours 81% to 89% and one 97%.
EXTRACT = ("short_desc,data_item,year,la_or_region,value,la_number,region\r\n"
           "Continue_Assess_Comp,,2025,Exampleshire,80,901,South\r\n") + "".join(
    f"Continue_Assess_Comp,,2025,Council {n},{97 if n == 911 else n - 821},{n},South\r\n" for n in range(902, 912)) + (
    "Continue_Assess_Comp,,2025,England,85.700000000000003,970,NA\r\n"
    "Continue_Assess_Comp,,2025,South,84.4,989,NA\r\n"
    "Continue_Assess_Comp,,2024,Exampleshire,-,901,South\r\n")
NEIGHBOURS = "old_la_code,la_name," + ",".join(f"SN_{i},SN_{i}P" for i in range(1, 11)) + "\n901,Exampleshire," + ",".join(
    f"{n},Close" for n in range(902, 912)) + "\n"
POPULATIONS = ("time_period,geographic_level,old_la_code,new_la_code,la_name,population_estimate\n"
               "2024,Local authority,901,E06000901,Exampleshire,64512\n")
