extension FeaturePhrase {
    static func arabic(_ feature: CreditFeature) -> FeaturePhrase {
        switch feature {
        case .onTimeShare:
            FeaturePhrase(
                "السداد في الموعد", "سُدِّد {value} مما استحق خلال اثني عشر شهرًا في موعده.",
                "سدِّد {to} مما يستحق قبل موعده (الآن {from}).")
        case .daysBeyondTerms:
            FeaturePhrase(
                "أيام التأخر", "سُدِّدت الديون بعد موعدها بمقدار {value}.",
                "سدِّد خلال {to} من الموعد (الآن {from}).",
                becauseNone: "سُدِّدت الديون في موعدها.",
                actionNone: "سدِّد في الموعد (الآن {from}).")
        case .buyerDelay:
            FeaturePhrase(
                "تأخر المشترين", "يدفع المشترون بعد الموعد بمقدار {value}.",
                "اجعل المشترين يدفعون خلال {to} من الموعد (الآن {from}).",
                becauseNone: "يدفع المشترون في الموعد.",
                actionNone: "اجعل المشترين يدفعون في الموعد (الآن {from}).")
        case .buyerConcentration:
            FeaturePhrase(
                "أكبر مشترٍ", "أكبر مشترٍ يمثل {value} من مبالغ الفواتير.",
                "خفِّض حصة أكبر مشترٍ إلى {to} من مبالغ الفواتير (الآن {from}).")
        case .revenueTrend:
            FeaturePhrase(
                "الفواتير مقارنة بالعام الماضي",
                "تغيرت مبالغ فواتير الأشهر الستة الأخيرة بنسبة {value} عن العام الماضي.")
        case .revenueVolatility:
            FeaturePhrase(
                "تقلب الفواتير", "تتقلب مبالغ الفواتير الشهرية بنسبة {value} حول متوسطها.")
        case .cashBufferDays:
            FeaturePhrase(
                "أيام النقد", "النقد المتاح يكفي {value} من الإنفاق المعتاد.",
                "احتفظ بنقد يكفي {to} من الإنفاق (الآن {from}).")
        case .creditNoteRate:
            FeaturePhrase(
                "إشعارات الدائن", "استُرد {value} من مبالغ الفواتير بإشعارات دائن.",
                "خفِّض إشعارات الدائن إلى {to} من مبالغ الفواتير (الآن {from}).")
        case .tenureMonths:
            FeaturePhrase("عمر الدفاتر", "تعود الدفاتر إلى {value} مضت.")
        case .statementCoverage:
            FeaturePhrase(
                "مؤكد بالكشوف", "تؤكد الكشوف {value} من الأموال.",
                "استورد كشوفًا تؤكد {to} من الأموال (الآن {from}).")
        case .savingsRegularity:
            FeaturePhrase(
                "ادخار منتظم", "جرى الادخار في {value} من الأشهر.",
                "ادخر في {to} من الأشهر (الآن {from}).")
        case .guarantors:
            FeaturePhrase(
                "الضامنون", "عدد الضامنين: {value}.", "أحضر ضامنين: {to} (الآن {from}).")
        case .pastLoanArrears:
            FeaturePhrase(
                "متأخرات قروض سابقة", "تأخر قرض سابق بمقدار {value} في أسوأ حال.")
        }
    }
}
